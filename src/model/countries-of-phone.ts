import parsePhoneNumber from 'libphonenumber-js/min';

/** The countries a number in E.164 may belong to, as ISO 3166 codes: several where they share a calling code, none for what is no number. */
export const countriesOfPhone = (phone: string): readonly string[] => parsePhoneNumber(phone, { extract: false })?.getPossibleCountries() ?? [];
