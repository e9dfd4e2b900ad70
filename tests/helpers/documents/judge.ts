import { AssertionError } from 'node:assert'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { servedDocument } from '#openapi/document'
import { undeclaredValidators } from '#tests/helpers/documents/declared_validators'
import { untoldAsking } from '#tests/helpers/documents/asking_headers'
import { fieldsOf, type Parameter, queryOf } from '#tests/helpers/documents/sent'
import type { Answer, SendOptions } from '#tests/helpers/clients/http'

type Content = Record<string, { schema: { properties?: object; required?: string[] } }>
type Response = { $ref?: string; content?: Content; headers?: Record<string, object> }
type Operation = {
  parameters: Parameter[]
  responses: Record<string, Response>
  requestBody?: { content: Content }
}
type Found = { pointer: string; operation: Operation }

const FACES = /^\/(api|file)\//

const escape = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')

/** Clients ignore fields that they do not know; here each one has to be told of. */
function toldOf(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema
  if (Array.isArray(schema)) return schema.map(toldOf)
  const told = Object.fromEntries(Object.entries(schema).map(([key, one]) => [key, toldOf(one)]))
  return told.type === 'object' && told.properties ? { additionalProperties: false, ...told } : told
}

/** What /openapi.json promises, and what comes. */
class Judge {
  readonly #ajv = new Ajv2020({ strict: false, validateSchema: false })
  readonly #compiled = new Map<string, ValidateFunction>()
  readonly #templates: [RegExp, string, Record<string, Operation>][]
  readonly #document: { paths: object; components: { responses: Record<string, Response> } }

  constructor(text: string) {
    this.#document = JSON.parse(text)
    formats.default(this.#ajv)
    this.#ajv.addSchema(this.#document, 'loose')
    this.#ajv.addSchema(toldOf(this.#document) as object, 'strict')
    this.#templates = Object.entries(this.#document.paths)
      .sort(([one], [other]) => one.split('{').length - other.split('{').length)
      .map(([path, operations]) => [
        new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
        `/paths/${escape(path)}`,
        operations,
      ])
  }

  find(method: string, path: string): Found | undefined {
    const known = this.#templates.find(([form]) => form.test(path.split('?')[0]))
    const name = (method === 'HEAD' ? 'GET' : method).toLowerCase()
    const operation = known?.[2][name]
    return operation && { pointer: `${known[1]}/${name}`, operation }
  }

  /** Why a body does not fit a schema of the document; undefined where it does. */
  faultOf(document: 'loose' | 'strict', pointer: string, body: unknown) {
    const ref = `${document}#${pointer}`
    const validate = this.#compiled.get(ref) ?? this.#ajv.compile({ $ref: ref })
    this.#compiled.set(ref, validate)
    return validate(body) ? undefined : this.#ajv.errorsText(validate.errors)
  }

  /** The answer of that status, and where it stands. */
  response({ pointer, operation }: Found, status: number): [Response, string] | undefined {
    const response = operation.responses[status]
    if (!response?.$ref) return response && [response, `${pointer}/responses/${status}`]
    const name = response.$ref.split('/').at(-1)!
    return [this.#document.components.responses[name], `/components/responses/${name}`]
  }
}

let judge: Promise<Judge> | undefined

const theJudge = () => (judge ??= servedDocument().then(({ text }) => new Judge(text)))

/** Each event that is told of something; a reset tells of nothing. */
function faultOfStream(judged: Judge, pointer: string, text: string) {
  const told = text.split('\n\n').filter((frame) => frame.startsWith('data: '))
  const faults = told.map((frame) =>
    judged.faultOf('strict', `${pointer}/x-event-data`, JSON.parse(frame.slice('data: '.length)))
  )
  return faults.find(Boolean)
}

/** Headers that tell a client what it can do next: each answer has those that it is said to have, and no other. */
const TOLD_HEADERS = ['etag', 'link', 'content-range', 'deprecation', 'sunset']

const lowercased = (headers: object) =>
  Object.fromEntries(Object.entries(headers).map(([name, one]) => [name.toLowerCase(), one]))

function faultOfAnswer(judged: Judge, found: Found, method: string, answer: Answer) {
  const { status, headers, text } = answer
  const known = judged.response(found, status)
  if (!known) return `the status ${status} is not told of: ${text.slice(0, 200)}`

  const header = untoldAsking(found.operation.parameters, answer)
  if (header) return `the header ${header} is not told of, which asks for that`

  const [{ content = {}, headers: told = {} }, pointer] = known
  // A list that comes whole, as a file, has no next page.
  const isFile = 'content-disposition' in headers
  const judgedHeaders = TOLD_HEADERS.filter((name) => name !== 'link' || !isFile)
  const untold = judgedHeaders.find((name) => name in headers !== name in lowercased(told))
  // Somebody who comes from another site is led on by a page, in place of the bytes.
  const isPage = headers['content-type']?.startsWith('text/html') && content['*/*']
  if (status < 300 && untold && !isPage)
    return `it says otherwise whether there is a header ${untold}`
  const type = headers['content-type']?.split(';')[0]
  const isLedOn = status >= 300 && status < 400
  if (method === 'HEAD' || isLedOn || content['*/*']) return undefined
  if (!text) return Object.keys(content).length ? 'a body is told of, and none came' : undefined
  if (!type || !content[type]) return `the content type ${type} is not told of`
  if (type === 'text/event-stream')
    return faultOfStream(judged, `${pointer}/content/${escape(type)}`, text)
  if (!/[/+]json$/.test(type)) return undefined
  return judged.faultOf('strict', `${pointer}/content/${escape(type)}/schema`, answer.json())
}

function faultOfJson(judged: Judge, { pointer, operation }: Found, json: unknown) {
  const type = 'application/json'
  if (!json || !operation.requestBody?.content[type]) return undefined
  return judged.faultOf('loose', `${pointer}/requestBody/content/${escape(type)}/schema`, json)
}

function faultOfForm({ operation }: Found, options: SendOptions) {
  const fields = fieldsOf(options)
  const { schema } = operation.requestBody?.content['multipart/form-data'] ?? {}
  if (!fields || !schema) return undefined
  const { properties = {}, required = [] } = schema
  const untold = fields.find((name) => !(name in properties))
  if (untold !== undefined) return `the field ${untold}`
  return required.every((name) => fields.includes(name)) ? undefined : `a form without ${required}`
}

/** An endpoint that looks at no query does not mind what is in it. */
function faultOfQuery(judged: Judge, { pointer, operation }: Found, path: string) {
  if (!operation.parameters.some((parameter) => parameter.in === 'query')) return undefined
  for (const { name, index, value } of queryOf(path, operation.parameters)) {
    if (value === undefined) return `${name} in the query`
    const fault = judged.faultOf('loose', `${pointer}/parameters/${index}/schema`, value)
    if (fault) return `${name} in the query: ${fault}`
  }
  return undefined
}

/** What changes something looks at no query at all. */
function faultOfRequest(
  judged: Judge,
  found: Found,
  method: string,
  path: string,
  options: SendOptions
) {
  const isRead = ['GET', 'HEAD'].includes(method)
  const fault =
    faultOfJson(judged, found, options.json) ??
    faultOfForm(found, options) ??
    (isRead ? faultOfQuery(judged, found, path) : undefined)
  return fault && `what was sent and taken is not told of: ${fault}`
}

/** Where no endpoint is known, the answer is a problem of any kind. */
const faultOfStray = (judged: Judge, { status, text, headers }: Answer) =>
  status >= 400 && headers['content-type']?.startsWith('application/problem+json')
    ? text && judged.faultOf('strict', '/components/schemas/Problem', JSON.parse(text))
    : 'the endpoint is not told of'

/** Fails where an answer of the API is other than /openapi.json says, or a request that it took. */
export async function compareWithDocument(
  method: string,
  path: string,
  options: SendOptions,
  answer: Answer
) {
  if (!FACES.test(path) || method === 'OPTIONS') return
  const judged = await theJudge()
  const found = judged.find(method, path)
  const fault = found
    ? (faultOfAnswer(judged, found, method, answer) ??
      (answer.status < 300 ? faultOfRequest(judged, found, method, path, options) : undefined) ??
      undeclaredValidators.shift())
    : faultOfStray(judged, answer)
  if (fault) throw new AssertionError({ message: `/openapi.json and ${method} ${path}: ${fault}` })
}
