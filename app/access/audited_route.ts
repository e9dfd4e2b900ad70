import type { ConfirmationOptions, Route, RouteAccess } from '#access/route_access'
import type { Face } from '#http/face'

/** One method of one route, with everything it declares about itself. */
export type AuditedRoute = {
  method: string
  path: string
  face: Face
  access: RouteAccess
  /** Whether, and when, the caller must have entered the password recently. */
  confirmation?: ConfirmationOptions
  /** Methods that change nothing are safe (RFC 9110, 9.2.1). */
  isSafe: boolean
  route: Route
}
