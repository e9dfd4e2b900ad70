import type { HttpContext } from '@adonisjs/core/http'
import { listPersonalTokens } from '#accounts/personal_tokens'
import { listEvents } from '#history/list'
import { namesIn } from '#history/people'
import { plainSentenceOf } from '#history/sentences'
import type Event from '#models/event'
import { holdingsOf } from '#people/holdings'
import { listPeople } from '#people/list'
import { removeAccount } from '#people/removal'
import { backToPerson } from '#people/request_person'
import { listSignIns } from '#sign_ins/list'
import { peopleListValidator } from '#validators/people'
import { deleteAccountFormValidator } from '#validators/user'

/** Of each kind, that many are on somebody's page, the last used first. */
const SHOWN = 50

export default class PeopleController {
  async index({ request, view }: HttpContext) {
    const asked = request.qs()
    const { people, meta } = await listPeople(await peopleListValidator.validate(asked))
    return view.render('pages/admin/people/index', { people, meta, asked })
  }

  async show(ctx: HttpContext) {
    const person = await ctx.person()
    const holdings = await holdingsOf(person)
    const signIns = await listSignIns(person).paginate(1, SHOWN)
    const tokens = await listPersonalTokens(person).paginate(1, SHOWN)
    const { events } = await listEvents({ person: person.id })
    const names = await namesIn(events)
    const sentenceOf = (event: Event) => plainSentenceOf(event, ctx.i18n)
    const words = { sentenceOf }
    const facts = { person, holdings, signIns, tokens, events, names, ...words }
    return ctx.view.render('pages/admin/people/show', facts)
  }

  async destroy(ctx: HttpContext) {
    const person = await ctx.person()
    const meta = { username: person.username }
    await ctx.request.validateUsing(deleteAccountFormValidator, { meta })
    await removeAccount(person)
    backToPerson(ctx, person, 'deleted')
  }
}
