/** How a field of a form is written. Form values are the strings a person typed. */
export type Control =
  "text" | "area" | "phones" | "wechat" | "email" | "list" | "money" | "percent" | "number" | "day" | "choice";

export interface FieldSpec {
  name: string;
  label: string;
  control: Control;
  max: number;
  isRequired?: boolean;
  placeholder?: string;
  options?: readonly { value: string; text: string }[];
}

export type FormValues = Record<string, string>;
export type FormErrors = Record<string, string>;
