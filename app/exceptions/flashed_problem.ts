import type { HttpContext } from '@adonisjs/core/http'
import type { Problem } from '#exceptions/problem'

/** In the order of the form. Browsers send fields in that order, except unticked boxes, which come last here. */
function inOrderOfForm(fields: string[], { request }: HttpContext) {
  const sent = Object.keys(request.body())
  const placeOf = (field: string) => (sent.includes(field) ? sent.indexOf(field) : sent.length)
  return fields.toSorted((one, other) => placeOf(one) - placeOf(other))
}

/** Tells the page that the person is led to what is wrong, and with which of its fields. */
export function flashProblem(problem: Problem, ctx: HttpContext) {
  const { detail, errors = [] } = problem.toldIn(ctx.i18n)
  const messages = Object.groupBy(errors, (error) => error.field)
  const inputErrorsBag = Object.fromEntries(
    Object.entries(messages).map(([field, broken]) => [
      field,
      broken!.map(({ message }) => message),
    ])
  )

  // The session keeps no order of keys, but that of a list.
  const wrongFields = inOrderOfForm(Object.keys(inputErrorsBag), ctx)
  ctx.session.flash({ inputErrorsBag, wrongFields, errorsBag: { [problem.code]: detail } })
}
