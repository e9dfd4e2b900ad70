import { middlewareOf, type Route, takesUploads } from '#access/route_access'
import { faceOf } from '#http/face'

/** Whether the answer holds a secret that is stored nowhere: see middleware.shownOnce(). */
const isShownOnce = (route: Route) => middlewareOf(route).some(({ name }) => name === 'shownOnce')

/**
 * Whether requests repeated with the same Idempotency-Key are executed once. True of every POST of the API, unless its
 * answer is shown only once. PUT, PATCH and DELETE can be repeated as they are (RFC 9110, 9.2.2).
 */
export const takesIdempotencyKey = (route: Route) =>
  route.methods.includes('POST') && faceOf(route.pattern) === 'api' && !isShownOnce(route)

/** Whether the answer is stored for repeats. An upload is recognized by the row of its file (files/reception.ts). */
export const keepsAnswer = (route: Route) => takesIdempotencyKey(route) && !takesUploads(route)
