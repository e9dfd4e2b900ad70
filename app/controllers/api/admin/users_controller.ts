import type { HttpContext } from '@adonisjs/core/http'
import { madeAt } from '#http/answers/made_at'
import { endpoint } from '#openapi/endpoint'
import { invite } from '#people/invitation'
import { changeLimits } from '#files/limits'
import { listPeople } from '#people/list'
import { removeAccount } from '#people/removal'
import { holdingsOf } from '#people/holdings'
import PersonTransformer from '#transformers/person_transformer'
import { inviteValidator, limitsValidator, peopleListValidator } from '#validators/people'

export default class UsersController {
  @endpoint('List the people', { query: peopleListValidator, list: PersonTransformer })
  async index({ request, serialize }: HttpContext) {
    const { people, meta } = await listPeople(await peopleListValidator.validate(request.qs()))
    return serialize(PersonTransformer.paginate(people, meta))
  }

  @endpoint('Show one of the people, and what they have', {
    answer: PersonTransformer,
    versioned: true,
  })
  async show(ctx: HttpContext) {
    const person = await ctx.person()
    return ctx.versioned(PersonTransformer.transform(person, await holdingsOf(person)))
  }

  @endpoint('Make an account and invite its owner', {
    body: inviteValidator,
    answer: PersonTransformer,
    located: true,
  })
  async store({ request, response, serialize }: HttpContext) {
    const person = await invite(await request.validateUsing(inviteValidator))
    response.status(201)
    madeAt(response, 'api.admin.users.show', person.id)
    return serialize(PersonTransformer.transform(person))
  }

  @endpoint('Give an account limits of its own for files', {
    body: limitsValidator,
    answer: PersonTransformer,
    versioned: true,
  })
  async update(ctx: HttpContext) {
    const limits = await ctx.request.validateUsing(limitsValidator)
    const person = await ctx.person()
    const asRead = await ctx.wantsAsRead(async () =>
      PersonTransformer.transform(person, await holdingsOf(person))
    )
    await changeLimits(person, limits, { asRead })
    return ctx.versioned(PersonTransformer.transform(person, await holdingsOf(person)))
  }

  @endpoint('Delete the account of somebody', { versioned: true, problems: ['conflict'] })
  async destroy(ctx: HttpContext) {
    const person = await ctx.person()
    const asRead = await ctx.wantsAsRead(async () =>
      PersonTransformer.transform(person, await holdingsOf(person))
    )
    await removeAccount(person, { asRead })
    ctx.response.noContent()
  }
}
