import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/service/address'
import { SCOPES } from '#access/scopes'
import { endPersonalToken, issuePersonalToken, listPersonalTokens } from '#accounts/personal_tokens'
import { toLastPage } from '#http/redirects/last_page'
import { pageValidator } from '#validators/page'
import { personalTokenFormValidator } from '#validators/personal_token'

/** A request to try at once with a token of that scope. */
const TRIED_BY = [
  ['profile:read', '/api/v1/me'],
  ['files:read', '/api/v1/files'],
] as const

const OTHERWISE = ['', '/health/live'] as const

export default class PersonalTokensController {
  async index(ctx: HttpContext) {
    const { auth, request, view } = ctx
    const { page = 1 } = await pageValidator.validate(request.qs())
    const tokens = await listPersonalTokens(auth.getUserOrFail()).paginate(page, 20)
    if (page > tokens.lastPage) return toLastPage(ctx, tokens.lastPage)
    return view.render('pages/account/tokens/index', { tokens, scopes: SCOPES })
  }

  /** Shown in this very answer: a redirect would have to store the secret somewhere. */
  async store({ auth, request, response, signIn, view }: HttpContext) {
    const wish = await request.validateUsing(personalTokenFormValidator)
    const issued = await issuePersonalToken(auth.getUserOrFail(), signIn, wish)
    response.status(201)
    const tryUrl =
      appUrl + (TRIED_BY.find(([scope]) => wish.scopes.includes(scope)) ?? OTHERWISE)[1]
    return view.render('pages/account/tokens/created', { ...issued, tryUrl })
  }

  async destroy({ access, auth, i18n, params, response, session }: HttpContext) {
    await endPersonalToken(auth.getUserOrFail(), access, params.id)
    session.flash('success', i18n.t('account.flash.token_revoked'))
    response.seeOther().toRoute('account.tokens')
  }
}
