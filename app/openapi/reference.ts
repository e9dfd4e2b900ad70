import { problems } from '#exceptions/problem'
import { samplesOf } from '#openapi/code_samples'
import { servedDocument } from '#openapi/document'
import { fieldsOf, wordsFor } from '#openapi/field_words'
import type { Schema } from '#openapi/schemas'
import { FILE_FIELD } from '#uploads/part_disposition'

type Content = Record<string, { schema: Schema; example?: unknown }>
type Answer = { $ref?: string; description: string; content?: Content }
type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: Schema
}

type Operation = {
  operationId: string
  tags: string[]
  summary: string
  deprecated?: boolean
  description?: string
  security: Record<string, unknown>[]
  parameters: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, Answer>
}

type Document = {
  info: { title: string; version: string; description: string }
  paths: Record<string, Record<string, Operation>>
  components: { responses: Record<string, Answer> }
}

/** Text between backticks is code. */
const partsOf = (text: string) =>
  text.split('`').map((part, index) => ({ text: part, isCode: index % 2 === 1 }))

const pretty = (value: unknown) =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2)

const WHO: Record<string, string> = { cookie: 'cookie', token: 'token', link: 'signed link' }

/** Who may call, in words. */
const acceptsOf = ({ security }: Operation) =>
  security.flatMap((one) => Object.keys(one).filter((name) => WHO[name])).map((name) => WHO[name])

/** Description and example of every answer, by status. */
function answersOf({ responses }: Operation, { components }: Document) {
  return Object.entries(responses).map(([status, answer]) => {
    const { description, content = {} } = answer.$ref
      ? components.responses[answer.$ref.split('/').at(-1)!]
      : answer
    const [first] = Object.values(content)
    const example = first?.example === undefined ? undefined : pretty(first.example)
    return { status, description: partsOf(description), example }
  })
}

function bodyOf({ requestBody }: Operation) {
  const [entry] = Object.entries(requestBody?.content ?? {})
  if (!entry) return undefined
  const [type, { schema, example }] = entry
  const { contentMediaType } = schema.properties?.[FILE_FIELD] ?? {}
  const file = contentMediaType === 'image/*' ? 'portrait.png' : 'notes.txt'
  const fields = fieldsOf(schema).map((one) => ({
    ...one,
    words: partsOf(one.words),
    description: partsOf(one.description),
  }))
  return { type, fields, file, example: example === undefined ? undefined : pretty(example) }
}

/** One endpoint, for people to read. */
function endpointOf(method: string, path: string, operation: Operation, document: Document) {
  const body = bodyOf(operation)
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    isDeprecated: operation.deprecated === true,
    paragraphs: operation.description?.split('\n\n').map(partsOf) ?? [],
    accepts: acceptsOf(operation),
    parameters: operation.parameters.map((one) => ({
      ...one,
      words: partsOf(wordsFor(one.schema)),
      description: partsOf(one.description ?? ''),
    })),
    body,
    answers: answersOf(operation, document),
    samples: samplesOf({
      method: method.toUpperCase(),
      path,
      byToken: operation.security.some((one) => 'token' in one),
      body,
    }),
    tag: operation.tags[0],
    words: [method, path, operation.summary, operation.description].join(' ').toLowerCase(),
  }
}

export type ReferencedEndpoint = ReturnType<typeof endpointOf>

export const holds = (text: string) => (endpoint: ReferencedEndpoint) =>
  endpoint.words.includes(text.trim().toLowerCase())

async function makeReference() {
  const { text } = await servedDocument()
  const document = JSON.parse(text) as Document
  const endpoints = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, one]) => endpointOf(method, path, one, document))
  )
  return { version: document.info.version, endpoints }
}

let made: ReturnType<typeof makeReference> | undefined

/** All endpoints, read from the document once. */
export const theReference = () => (made ??= makeReference())

/** Grouped by tag. */
export const groupsOf = (endpoints: ReferencedEndpoint[]) =>
  [...Map.groupBy(endpoints, ({ tag }) => tag)].map(([tag, members]) => ({ tag, members }))

/**
 * One endpoint, and the others with the same tag.
 * @param id its operationId
 * @throws Problem not_found
 */
export async function referenced(id: string) {
  const { endpoints } = await theReference()
  const endpoint = endpoints.find((one) => one.id === id)
  if (!endpoint) throw problems.notFound()
  const others = endpoints.filter((one) => one.tag === endpoint.tag && one !== endpoint)
  return { endpoint, others }
}
