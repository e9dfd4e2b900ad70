import { type ProblemCode, STATUSES } from '#exceptions/catalogue/kinds'
import type { Schema } from '#openapi/schemas'
import { problemJson } from '#http/problem_json'
import { Problem } from '#exceptions/problem'
import { english } from '#languages/words'

const header = (name: string) => ({ $ref: `#/components/headers/${name}` })

/** Besides X-Request-Id, which every answer has. */
function headersOf(status: number) {
  if (status === 401) return { 'WWW-Authenticate': header('Challenge') }
  return [429, 503].includes(status) ? { 'Retry-After': header('RetryAfter') } : {}
}

const FIELD_ERROR = { field: 'name', rule: 'required', message: 'Give it a name.' }

const REQUEST_ID = '7d0f4a52-3c1e-4a1b-9a55-8f2c3f0a6b1d'

const VALUES = {
  methods: 'GET',
  scope: 'files:read',
  accepted: 'application/json',
  wait: '1 s',
  until: 'none',
  hasReason: 'no',
  reason: '',
}

const titleOf = (code: ProblemCode) => english().t(`problems.${code}.title`)

/** An example of the problem, with its usual sentence. */
function exampleOf(code: ProblemCode) {
  const errors = code === 'validation_failed' ? [FIELD_ERROR] : undefined
  return {
    summary: titleOf(code),
    value: problemJson(new Problem(code, { errors, values: VALUES }), REQUEST_ID, english()),
  }
}

const schemaOf = (codes: ProblemCode[]): Schema => ({
  $ref: '#/components/schemas/Problem',
  properties: { code: { enum: codes } },
})

/** Endpoints with the same problems for one status share a component. */
const answers = new Map<string, object>()

const described = (codes: ProblemCode[]) => ({
  description: codes.map((code) => `\`${code}\`: ${titleOf(code)}.`).join(' '),
  headers: { 'X-Request-Id': header('RequestId'), ...headersOf(STATUSES[codes[0]]) },
  content: {
    'application/problem+json': {
      schema: schemaOf(codes),
      examples: Object.fromEntries(codes.map((code) => [code, exampleOf(code)])),
    },
  },
})

/** @param codes of one status */
export function problemAnswer(codes: ProblemCode[]) {
  const name = codes.join('_or_')
  if (!answers.has(name)) answers.set(name, described(codes))
  return { $ref: `#/components/responses/${name}` }
}

export const problemComponents = () => Object.fromEntries(answers)
