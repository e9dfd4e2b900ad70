import type { HttpContext } from '@adonisjs/core/http'
import { changeLimits } from '#files/limits'
import { backToPerson } from '#people/request_person'
import { limitsFormValidator } from '#validators/people'

export default class LimitsController {
  async update(ctx: HttpContext) {
    const { quotaMebibytes = null, fileLimit = null } =
      await ctx.request.validateUsing(limitsFormValidator)
    const person = await ctx.person()
    await changeLimits(person, { quotaBytes: quotaMebibytes, fileLimit })
    backToPerson(ctx, person, 'limits')
  }
}
