import type { HttpContext } from '@adonisjs/core/http'

/** Leads who asked for a page beyond the last to the last: what stood there may have ended since. */
export const toLastPage = ({ request, response }: HttpContext, lastPage: number) =>
  response
    .redirect()
    .withQs({ ...request.qs(), page: lastPage })
    .toPath(request.url())
