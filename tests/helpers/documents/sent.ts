import type { SendOptions } from '#tests/helpers/clients/http'

export type Parameter = { name: string; in: string; schema: { type?: string | string[] } }

type Value = string | number | boolean

/** In an address all is text: what is to be a number is written in digits. */
function readAs({ type }: Parameter['schema'], text: string): Value {
  const types = [type].flat()
  if (types.includes('integer') || types.includes('number')) return Number(text)
  return types.includes('boolean') ? text === 'true' : text
}

/** What the query of an address holds, each value as what the document says that it is. What is empty was not filled in. */
export function queryOf(path: string, parameters: Parameter[]) {
  const told = parameters.filter((parameter) => parameter.in === 'query')
  const [, search = ''] = path.split('?')
  const sent = [...new URLSearchParams(search)].filter(([, value]) => value !== '')
  return sent.map(([name, text]) => {
    const parameter = told.find((one) => one.name === name)
    return {
      name,
      index: parameters.indexOf(parameter!),
      value: parameter && readAs(parameter.schema, text),
    }
  })
}

const NAME = /^content-disposition:[^\r\n]*?[; ]name="?([^";\r\n]*)/gim

/** Where a browser proves that a form is from our pages. */
const PROOF = '_csrf'

/** The fields of a multipart form, as far as they are written as most clients do. */
export function fieldsOf({ body = '', headers = {} }: SendOptions) {
  const type = String(headers['Content-Type'] ?? '')
  if (!type.startsWith('multipart/form-data')) return undefined
  const names = [...body.toString('latin1').matchAll(NAME)].map(([, name]) => name)
  return names.filter((name) => name !== PROOF)
}
