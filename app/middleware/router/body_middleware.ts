import { inject } from '@adonisjs/core'
import BodyParserMiddleware from '@adonisjs/core/bodyparser_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { takesUploads } from '#access/route_access'
import { beginUpload, readUpload } from '#admission/admit'
import { Problem, problems } from '#exceptions/problem'
import { hasContent } from '#http/bodies/empty_body'
import { takesForms } from '#http/face'
import { refuseUnknownFormMethod } from '#http/bodies/form_method'
import {
  isBlank,
  refuseForeignBody,
  refuseUndecodableBody,
  refuseUnstorableBody,
  settleBody,
} from '#http/bodies/readable_body'
import { isSafeMethod } from '#http/safe_method'
import { askForBody } from '#http/bodies/unread_body'
import { hideFromOthers } from '#middleware/router/super_user_middleware'

/**
 * Reads forms for pages, JSON for the API and uploads for routes that take them, and turns every unreadable body into
 * the client's error.
 */
@inject()
export default class BodyMiddleware {
  constructor(private bodyParser: BodyParserMiddleware) {}

  handle(ctx: HttpContext, next: NextFn) {
    return isSafeMethod(ctx.request.intended()) ? next() : this.#handleChange(ctx, next)
  }

  async #handleChange(ctx: HttpContext, next: NextFn) {
    try {
      return await this.#readAndGoOn(ctx, next)
    } catch (error) {
      await hideFromOthers(ctx)
      throw error
    }
  }

  async #readAndGoOn(ctx: HttpContext, next: NextFn) {
    refuseUnknownFormMethod(ctx.request)
    // Changes take their input from the body: no secret is read from a URL, which ends up in logs.
    ctx.request.updateQs({})
    if (!(await hasContent(ctx.request.request))) return next()

    refuseForeignBody(ctx)
    if (!takesUploads(ctx.route)) return this.#read(ctx, () => this.#parse(ctx), next)
    return beginUpload(ctx, () => this.#read(ctx, () => readUpload(ctx), next), next)
  }

  async #read(ctx: HttpContext, parse: () => Promise<void>, next: NextFn) {
    askForBody(ctx.request.request, ctx.response.response)
    await parse()
    refuseUnstorableBody(ctx)
    // Only the URL may set the method: a body must not turn a POST into a GET that nobody checks.
    if ('_method' in ctx.request.body()) throw problems.badRequest('methodInBody')
    return next()
  }

  async #parse(ctx: HttpContext) {
    const { request } = ctx.request
    const bytes: Buffer[] = []
    const keep = (chunk: Buffer) => bytes.push(chunk)
    // The parser begins to listen in the same turn, so that both are told every chunk.
    request.on('data', keep)
    try {
      await this.bodyParser.handle(ctx, async () => {})
    } catch (error) {
      if (!isBlank(error)) throw this.#asProblem(ctx, error as { status?: number })
      ctx.request.setInitialBody({})
    } finally {
      request.off('data', keep)
    }
    refuseUndecodableBody(ctx, bytes)
    settleBody(ctx.request)
  }

  #asProblem(ctx: HttpContext, error: { status?: number }) {
    if (error instanceof Problem) return error
    if (error.status === 413) return problems.payloadTooLarge()
    return problems.badRequest(takesForms(ctx) ? 'bodyUnreadable' : 'bodyNoJson')
  }
}
