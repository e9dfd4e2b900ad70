import type { HttpContext } from '@adonisjs/core/http'
import { checkCredentials } from '#sign_ins/credentials'
import { startInBrowser } from '#sign_ins/start'
import BrowserSignInTransformer from '#transformers/browser_sign_in_transformer'
import { sessionValidator } from '#validators/session'

export default class SessionsController {
  async store(ctx: HttpContext) {
    const { request, response, serialize } = ctx
    const { login, password, remember } = await request.validateUsing(sessionValidator)
    const user = await checkCredentials(login, password, request)
    const signIn = await startInBrowser(ctx, user, { keep: remember ?? false })
    response.status(201)
    return serialize(BrowserSignInTransformer.transform({ signIn, user }))
  }
}
