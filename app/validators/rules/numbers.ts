import vine from '@vinejs/vine'
import { told } from '#validators/rules/text'

/** A whole number in JSON. @param usual one that somebody would send, for examples */
export const wholeNumber = (from: number, to: number, usual: number) =>
  vine
    .number({ strict: true })
    .withoutDecimals()
    .range([from, to])
    .use(told({ examples: [usual] }))

/** A fraction is read, to be refused as one. */
const DECIMAL = /^\s*-?\d{1,20}(?:\.\d{1,20})?\s*$/

const readNumber = (value: unknown) =>
  typeof value === 'string' && DECIMAL.test(value) ? Number(value) : Number.NaN

/** The same from a form or a query, where everything is text. An empty field counts as not filled in. */
export const typedNumber = (from: number, to: number) =>
  vine
    .number()
    .parse((value) => (value === null || value === undefined ? value : readNumber(value)))
    .withoutDecimals()
    .range([from, to])
