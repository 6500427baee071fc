// @ts-expect-error -- the package ships no types
import smpp from 'smpp';

/** A protocol unit as the package makes it; fields are named as in the SMPP specification. */
export interface PackagePdu {
  readonly command: string;
  readonly command_status: number;
  readonly sequence_number: number;
  toBuffer(): Buffer;
}

/** What this adapter uses of the package: the layout of units and the names of errors. Sockets, framing and texts are its own. */
interface SmppPackage {
  readonly PDU: new (from: string | Buffer, fields?: object) => PackagePdu;
  readonly commandsById: { readonly [id: number]: { readonly command: string } };
  readonly errors: { readonly [name: string]: number };
}

const smppPackage: SmppPackage = smpp;
export const { PDU, commandsById, errors } = smppPackage;
