import type { HttpContext } from '@adonisjs/core/http'

/** Redirects from a page beyond the last one to the last: its entries may have ended since. */
export const toLastPage = ({ request, response }: HttpContext, lastPage: number) =>
  response
    .redirect()
    .withQs({ ...request.qs(), page: lastPage })
    .toPath(request.url())
