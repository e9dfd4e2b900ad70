import type { HttpResponse } from '@adonisjs/core/http'
import { urlFor } from '@adonisjs/core/services/url_builder'

/** The endpoints that show one thing by its id. */
type ShowingOne = Extract<Parameters<typeof urlFor>[0], `api.${string}.show`>

/** Says where what was made, or is being made, can be seen from now on (RFC 9110, 10.2.2). */
export function madeAt(response: HttpResponse, route: ShowingOne, id: string | number) {
  response.header('Location', urlFor(route, { id }))
}
