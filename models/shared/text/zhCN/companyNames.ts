/** Legal forms at the end of a company's name, longest first. */
export const COMPANY_SUFFIXES = [
  "股份有限责任公司",
  "股份有限公司",
  "有限责任公司",
  "集团有限公司",
  "有限公司",
  "总公司",
  "股份公司",
  "公司",
];
