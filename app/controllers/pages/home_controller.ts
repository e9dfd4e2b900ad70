import { createHash } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import { keepForPassersBy } from '#http/answers/passers_by'

type Rendered = { body: Buffer; etag: string }

/** By language. In development the template may have changed meanwhile. */
const rendered = new Map<string, Rendered>()

async function render({ view, i18n }: HttpContext): Promise<Rendered> {
  const body = Buffer.from(await view.render('pages/main/index'))
  const made = { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` }
  if (app.inProduction) rendered.set(i18n.locale, made)
  return made
}

/** Nobody is signed in, and there is no message to show them. */
const isPasserBy = ({ credential, session }: HttpContext) =>
  credential.kind === 'none' && session.flashMessages.isEmpty

export default class HomeController {
  /** What all passers-by see is rendered once, and not sent again to a browser that has it. */
  async show(ctx: HttpContext) {
    const { response, view } = ctx
    if (!isPasserBy(ctx)) return view.render('pages/main/index')

    const { body, etag } = rendered.get(ctx.i18n.locale) ?? (await render(ctx))
    response.header('ETag', etag).header('Cache-Control', 'no-cache').vary('Cookie')
    if (response.fresh()) return response.status(304)
    response.type('text/html; charset=utf-8').send(body)
    keepForPassersBy(ctx, body)
  }
}
