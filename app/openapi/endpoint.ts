import type { JSONSchema7 } from 'json-schema'
import type { SchemaTypes } from '@vinejs/vine/types'
import type { Route } from '#access/route_access'
import type { ProblemCode } from '#exceptions/catalogue/kinds'

/** What tells its JSON schema: a validator. */
type Validator = { toJSONSchema(): JSONSchema7 }

/** A transformer that says what it makes: see transformers/shape.ts. */
type Shape = { schema: SchemaTypes }

/** What cannot be read from the route, its validators or its transformers. */
export type EndpointDescription = {
  /** One line in the imperative, without a full stop: "Rename a file". */
  summary: string
  /** What else a client has to know. */
  details?: string
  /** The validator of the body, or those that each take a part of it. */
  body?: Validator | Validator[]
  /** The validator of the query. */
  query?: Validator
  /** What stands under `data`: a transformer, or fields where there is none. */
  answer?: Shape | Record<string, SchemaTypes>
  /** The same of a list, with its `meta`: the transformer of one entry. */
  list?: Shape
  /** Whether its answer has an ETag, and preconditions count: see http/versions.ts. */
  versioned?: boolean
  /** Where it is not 201 for POST with an answer, 204 without one, and else 200. */
  status?: number | number[]
  /** Problems of this endpoint alone: those of guards, limits and validators are known. */
  problems?: ProblemCode[]
  /** Other types of text that a list comes as where the query asks for one. */
  otherTypes?: string[]
  /** Whether it answers the bytes of a file, and not JSON. */
  bytes?: boolean
  /** The transformer of what it tells, one after the other, where it answers with server-sent events. */
  events?: Shape
}

type Controller = { prototype: object }

const known = new WeakMap<object, Map<string, EndpointDescription>>()

/** Says of an action what /openapi.json tells of it and the code does not: routes:audit wants it of every endpoint. */
export function endpoint(summary: string, rest: Omit<EndpointDescription, 'summary'> = {}) {
  return (controller: object, action: string) => {
    const actions = known.get(controller) ?? new Map<string, EndpointDescription>()
    known.set(controller, actions.set(action, { summary, ...rest }))
  }
}

/** A route keeps the class, or what imports it. */
async function controllerOf(reference: Controller | (() => Promise<{ default: Controller }>)) {
  if (typeof reference !== 'function' || Object.hasOwn(reference, 'prototype'))
    return reference as Controller
  const imported = await reference()
  return imported.default
}

/** What the action behind a route says of itself. */
export async function descriptionOf({ handler }: Route) {
  if (typeof handler === 'function' || !Array.isArray(handler.reference)) return undefined
  const { prototype } = await controllerOf(handler.reference[0])
  return known.get(prototype)?.get(handler.method)
}
