/** Sentences of the first screen that the server writes. */
export const todayText = {
  makeUpDay: (day: string) => `${day} 调休上班`,
  holiday: (from: string, to: string, name: string) => `${from} 至 ${to} ${name}放假`,
  holidayDay: (day: string, name: string) => `${day} ${name}放假`,
};
