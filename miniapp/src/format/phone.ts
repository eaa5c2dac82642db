const MOBILE = /^1\d{10}$/;

/** Digits only, as `tel:` wants them; a leading + stays. */
export const dialable = (phone: string) => phone.replace(/(?!^\+)\D/g, "");

/** `138 0013 8001`; other numbers as they were written. */
export function spacedPhone(phone: string): string {
  const digits = dialable(phone).replace(/^\+?86(?=1\d{10}$)/, "");
  return MOBILE.test(digits) ? `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}` : phone;
}

/** A masked number cannot be dialled: it has stars instead of digits. */
export const isMasked = (phone: string) => /[*•]/.test(phone);
