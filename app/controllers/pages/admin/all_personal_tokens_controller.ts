import type { HttpContext } from '@adonisjs/core/http'
import { endAccess } from '#people/access'
import { backToPerson } from '#people/request_person'

export default class AllPersonalTokensController {
  async destroy(ctx: HttpContext) {
    const person = await ctx.person()
    await endAccess(person, ['personalTokens'])
    backToPerson(ctx, person, 'tokens_ended')
  }
}
