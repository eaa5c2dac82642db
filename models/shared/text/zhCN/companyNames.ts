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

/** What a house's branch is called after its place. The legal form is part of it: 南京分公司 is not 南京分. */
export const BRANCH_SUFFIXES = ["分公司", "分部", "分店", "办事处", "分厂"];

/** Before 公司 these make a branch of it. */
export const BRANCH_MARK = "分";

/** After a place they show that it belongs to the name before it: 华信南京的, 华信南京张总. */
export const AFTER_PLACE = ["的", "那边", "这边", "[\\p{Script=Han}]{1,2}(?:总|经理|工|主任)"];
