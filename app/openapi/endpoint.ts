import type { JSONSchema7 } from 'json-schema'
import type { SchemaTypes } from '@vinejs/vine/types'
import type { Route } from '#access/route_access'
import type { ProblemCode } from '#exceptions/catalogue/kinds'

/** Has a JSON schema: a validator. */
type Validator = { toJSONSchema(): JSONSchema7 }

/** A transformer that declares its output: see transformers/shape.ts. */
type Shape = { schema: SchemaTypes }

/** What cannot be read from the route, its validators or its transformers. */
export type EndpointDescription = {
  /** One line in the imperative, without a full stop: "Rename a file". */
  summary: string
  /** Anything else that a client should know. */
  details?: string
  /** The validator of the body, or several that each take a part of it. */
  body?: Validator | Validator[]
  /** The validator of the query. */
  query?: Validator
  /** What `data` contains: a transformer, or fields if there is none. */
  answer?: Shape | Record<string, SchemaTypes>
  /** The same for a list with `meta`: the transformer of one entry. */
  list?: Shape
  /** Whether its answer has an ETag, and preconditions count: see http/versions.ts. */
  versioned?: boolean
  /** Whether its answer says where what it has made is from now on: see http/answers/made_at.ts. */
  located?: boolean
  /** Whether it needs the sign-in of the caller (`ctx.signIn`), which a personal token does not have. */
  ofSignIn?: boolean
  /** If not the usual: 201 for POST with an answer, 204 without one, otherwise 200. */
  status?: number | number[]
  /** Problems of this endpoint alone: those of guards, limits and validators are known. */
  problems?: ProblemCode[]
  /** Other text formats of a list that the query can ask for. */
  otherTypes?: string[]
  /** Whether it answers with the bytes of a file instead of JSON. */
  bytes?: boolean
  /** The transformer of each event, if it answers with server-sent events. */
  events?: Shape
}

type Controller = { prototype: object }

const known = new WeakMap<object, Map<string, EndpointDescription>>()

/** Describes an action for /openapi.json where the code does not: routes:audit requires it of every endpoint. */
export function endpoint(summary: string, rest: Omit<EndpointDescription, 'summary'> = {}) {
  return (controller: object, action: string) => {
    const actions = known.get(controller) ?? new Map<string, EndpointDescription>()
    known.set(controller, actions.set(action, { summary, ...rest }))
  }
}

/** A route stores the class, or a function that imports it. */
async function controllerOf(reference: Controller | (() => Promise<{ default: Controller }>)) {
  if (typeof reference !== 'function' || Object.hasOwn(reference, 'prototype'))
    return reference as Controller
  const imported = await reference()
  return imported.default
}

/** The description of the action behind a route. */
export async function descriptionOf({ handler }: Route) {
  if (typeof handler === 'function' || !Array.isArray(handler.reference)) return undefined
  const { prototype } = await controllerOf(handler.reference[0])
  return known.get(prototype)?.get(handler.method)
}
