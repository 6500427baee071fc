interface Customer { readonly number: number; readonly identities: readonly string[] }

/** Ann stands in it twice, as a person does who moved in with her old contract. */
const customers: readonly Customer[] = [
  { number: 1, identities: ['email:ann@example.com', 'phone:+436600000001'] },
  { number: 2, identities: ['app:ben', 'phone:+436600000002'] },
  { number: 3, identities: ['phone:+436600000001'] },
  { number: 4, identities: ['phone:+436600000004'] },
  { number: 5, identities: ['app:eve', 'phone:+436600000005'] },
];

/** The host's own list of customers; its database goes away while it is read. */
export function createRegister() {
  let isAway = true;
  return {
    async *customers(area: string, after: number): AsyncGenerator<Customer> {
      console.log(`   the register of ${area} is read from behind number ${after}`);
      for (const customer of customers) {
        if (customer.number > 3 && isAway) throw new Error('the register went away');
        if (customer.number > after) yield customer;
      }
    },
    comesBack() { isAway = false; },
  };
}
