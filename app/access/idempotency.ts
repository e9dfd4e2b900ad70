import { middlewareOf, type Route, takesUploads } from '#access/route_access'
import { faceOf } from '#http/face'

/** Whether its answer holds a secret that is kept nowhere: see middleware.shownOnce(). */
const isShownOnce = (route: Route) => middlewareOf(route).some(({ name }) => name === 'shownOnce')

/**
 * Whether it is done once, however often it is sent with one Idempotency-Key: every POST of the API is, unless its
 * answer is shown once. PUT, PATCH and DELETE can be sent again as they are (RFC 9110, 9.2.2).
 */
export const takesIdempotencyKey = (route: Route) =>
  route.methods.includes('POST') && faceOf(route.pattern) === 'api' && !isShownOnce(route)

/** Whether its answer is kept for that. An upload is known by the row of its file (files/reception.ts). */
export const keepsAnswer = (route: Route) => takesIdempotencyKey(route) && !takesUploads(route)
