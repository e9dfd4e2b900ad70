import type { HttpContext } from '@adonisjs/core/http'
import BulkAction from '#models/people/bulk_action'
import { madeAt } from '#http/answers/made_at'
import { newestFirst } from '#http/lists/page_of'
import { endpoint } from '#openapi/endpoint'
import { startBulkAction } from '#people/bulk/start'
import BulkActionTransformer from '#transformers/bulk_action_transformer'
import { bulkActionValidator, refuseUnknownFilters } from '#validators/admin/bulk_actions'
import { listValidator } from '#validators/page'

export default class BulkActionsController {
  @endpoint('List what was done about many people', {
    query: listValidator,
    list: BulkActionTransformer,
  })
  async index({ request, serialize }: HttpContext) {
    const wish = await listValidator.validate(request.qs())
    const { rows, meta } = await newestFirst(BulkAction.query(), wish)
    return serialize(BulkActionTransformer.paginate(rows, meta))
  }

  @endpoint('Show how far something about many people is', { answer: BulkActionTransformer })
  async show({ params, serialize }: HttpContext) {
    return serialize(BulkActionTransformer.transform(await BulkAction.findOrRefuse(params.id)))
  }

  @endpoint('Do something about all people whom a filter finds', {
    details:
      'It is begun within seconds, and done in batches by whichever server is free. The super user is left alone.',
    body: bulkActionValidator,
    answer: BulkActionTransformer,
    located: true,
  })
  async store({ request, response, serialize }: HttpContext) {
    const wish = await request.validateUsing(bulkActionValidator)
    refuseUnknownFilters(request.input('filter'))
    const action = await startBulkAction(wish)
    response.status(201)
    madeAt(response, 'api.admin.bulk_actions.show', action.id)
    return serialize(BulkActionTransformer.transform(action))
  }

  @endpoint('Stop something about many people', {
    details: 'What is done stays done.',
    problems: ['conflict'],
  })
  async destroy({ params, response }: HttpContext) {
    const action = await BulkAction.findOrRefuse(params.id)
    await action.stop()
    response.noContent()
  }
}
