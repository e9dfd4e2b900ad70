import type { HttpContext } from '@adonisjs/core/http'
import { namesIn } from '#history/people'
import { plainSentenceOf } from '#history/sentences'
import type Event from '#models/event'
import { lookAt } from '#people/holdings'
import { listPeople } from '#people/list'
import { removeAccount } from '#people/removal'
import { backToPerson } from '#people/request_person'
import { peopleListValidator } from '#validators/people'
import { deleteAccountFormValidator } from '#validators/user'

export default class PeopleController {
  async index({ request, view }: HttpContext) {
    const asked = request.qs()
    const { people, meta } = await listPeople(await peopleListValidator.validate(asked))
    return view.render('pages/admin/people/index', { people, meta, asked })
  }

  async show(ctx: HttpContext) {
    const person = await ctx.person()
    const look = await lookAt(person)
    const names = await namesIn(look.events)
    const sentenceOf = (event: Event) => plainSentenceOf(event, ctx.i18n)
    return ctx.view.render('pages/admin/people/show', { person, ...look, names, sentenceOf })
  }

  async destroy(ctx: HttpContext) {
    const person = await ctx.person()
    const meta = { username: person.username }
    await ctx.request.validateUsing(deleteAccountFormValidator, { meta })
    await removeAccount(person)
    backToPerson(ctx, person, 'deleted')
  }
}
