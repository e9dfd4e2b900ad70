import { AssertionError } from 'node:assert'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { servedDocument } from '#openapi/document'
import { undeclaredValidators } from '#tests/helpers/documents/declared_validators'
import type { Answer, SendOptions } from '#tests/helpers/clients/http'

type Content = Record<string, { schema: object }>
type Response = { $ref?: string; content?: Content }
type Operation = { responses: Record<string, Response>; requestBody?: { content: Content } }
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

function faultOfAnswer(judged: Judge, found: Found, method: string, answer: Answer) {
  const { status, headers, text } = answer
  const known = judged.response(found, status)
  if (!known) return `the status ${status} is not told of: ${text.slice(0, 200)}`

  const [{ content = {} }, pointer] = known
  const type = headers['content-type']?.split(';')[0]
  const isLedOn = status >= 300 && status < 400
  if (method === 'HEAD' || isLedOn || content['*/*']) return undefined
  if (!text) return Object.keys(content).length ? 'a body is told of, and none came' : undefined
  if (!type || !content[type]) return `the content type ${type} is not told of`
  if (type === 'text/event-stream')
    return faultOfStream(judged, `${pointer}/content/${escape(type)}`, text)
  return judged.faultOf('strict', `${pointer}/content/${escape(type)}/schema`, answer.json())
}

/** What is null counts as not sent. */
const withoutNulls = (json: object) =>
  Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null))

function faultOfRequest(judged: Judge, { pointer, operation }: Found, json: unknown) {
  const type = 'application/json'
  if (!json || !operation.requestBody?.content[type]) return undefined
  const schema = `${pointer}/requestBody/content/${escape(type)}/schema`
  const fault = judged.faultOf('loose', schema, withoutNulls(json))
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
  { json }: SendOptions,
  answer: Answer
) {
  if (!FACES.test(path) || method === 'OPTIONS') return
  const judged = await theJudge()
  const found = judged.find(method, path)
  const fault = found
    ? (faultOfAnswer(judged, found, method, answer) ??
      (answer.status < 300 ? faultOfRequest(judged, found, json) : undefined) ??
      undeclaredValidators.shift())
    : faultOfStray(judged, answer)
  if (fault) throw new AssertionError({ message: `/openapi.json and ${method} ${path}: ${fault}` })
}
