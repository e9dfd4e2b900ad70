/** What cannot be seen would make a bad title. */
export const titled = (texts: string[]) =>
  texts.map((text) => ({
    text,
    title: text.replace(/[^\x21-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`),
  }))
