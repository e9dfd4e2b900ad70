import { HttpRequest } from '@adonisjs/core/http'
import { takesUploads } from '#access/route_access'
import { descriptionOf } from '#openapi/endpoint'
import { currentPasswordValidator } from '#validators/confirmation'
import { renameFileValidator } from '#validators/file'

/** What was validated by another validator than its endpoint says, one after the other. */
export const undeclaredValidators: string[] = []

/** What middleware reads, on any route: the document knows it from the route. */
const isOfMiddleware = (validator: unknown, isUpload: boolean) =>
  validator === currentPasswordValidator || (isUpload && validator === renameFileValidator)

async function isDeclared({ ctx }: HttpRequest, validator: unknown) {
  if (!ctx?.route || !/^\/(api|file)\//.test(ctx.route.pattern)) return true
  const { body = [], query = [] } = (await descriptionOf(ctx.route)) ?? {}
  const declared: unknown[] = [body, query].flat()
  return declared.includes(validator) || isOfMiddleware(validator, takesUploads(ctx.route))
}

/** Looks at each body that the server under test validates. */
export function watchValidators() {
  const { validateUsing } = HttpRequest.prototype
  HttpRequest.prototype.validateUsing = async function (
    this: HttpRequest,
    ...args: Parameters<typeof validateUsing>
  ) {
    if (!(await isDeclared(this, args[0])))
      undeclaredValidators.push(
        `${this.ctx?.route?.pattern} validates by what its @endpoint does not name`
      )
    return validateUsing.apply(this, args)
  } as typeof validateUsing
  return () => {
    HttpRequest.prototype.validateUsing = validateUsing
  }
}
