import router from '@adonisjs/core/services/router'
import type { HttpContext } from '@adonisjs/core/http'
import { isDatabaseAway } from '#exceptions/database_away'
import { isOutOfDescriptors } from '#exceptions/out_of_descriptors'
import { AccessEnded, type FieldError, Problem, problems } from '#exceptions/problem'

type ErrorLike = {
  code?: unknown
  status?: unknown
  messages?: unknown
  retryAfter?: unknown
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

function allowedMethods({ request }: HttpContext) {
  const { shouldDecodeParam } = request.parsedUrl
  return METHODS.filter((method) => router.match(request.url(), method, shouldDecodeParam))
}

function fromRouting(ctx: HttpContext) {
  const allowed = allowedMethods(ctx)
  return allowed.length ? problems.methodNotAllowed(allowed) : problems.notFound()
}

/** Turns anything thrown into one of the contract's problems. An unexpected error reveals nothing about its cause. */
export function toProblem(error: unknown, ctx: HttpContext): Problem {
  if (error instanceof AccessEnded && ctx.credential.kind === 'token')
    return problems.invalidToken()
  if (error instanceof Problem) return error
  const { code, status, messages, retryAfter } = (error ?? {}) as ErrorLike

  if (code === 'E_VALIDATION_ERROR') return problems.validationFailed(messages as FieldError[])
  if (code === 'E_ROUTE_NOT_FOUND') return fromRouting(ctx)
  if (code === 'E_ROW_NOT_FOUND') return problems.notFound()
  if (code === 'unavailable') return problems.unavailable({ retryAfter: Number(retryAfter ?? 5) })
  if (code === 'E_AUTHORIZATION_FAILURE') return problems.forbidden()
  if (isDatabaseAway(error) || isOutOfDescriptors(error ?? {})) return problems.unavailable()
  if (status === 413) return problems.payloadTooLarge()
  if (status === 415) return problems.unsupportedMediaType('application/json')
  if (status === 400) return problems.badRequest()
  return problems.internalError()
}
