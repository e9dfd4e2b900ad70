import type { HttpContext } from '@adonisjs/core/http'
import BulkAction from '#models/people/bulk_action'
import { countFound } from '#people/bulk/found'
import { startBulkAction } from '#people/bulk/start'
import { bulkActionFormValidator, peopleFilterValidator } from '#validators/admin/bulk_actions'
import { pageValidator } from '#validators/page'

const SHOWN = 20

export default class BulkActionsController {
  async index({ request, view }: HttpContext) {
    const { page = 1 } = await pageValidator.validate(request.qs())
    const actions = await BulkAction.list(page, SHOWN)
    return view.render('pages/admin/bulk/index', { actions })
  }

  async show({ params, view }: HttpContext) {
    const action = await BulkAction.findOrRefuse(params.id)
    const keepsExport = await action.keepsExport()
    return view.render('pages/admin/bulk/show', { action, keepsExport })
  }

  /** The actions for everyone whom the filtered list contains. */
  async create({ request, view }: HttpContext) {
    const asked = request.qs()
    const counts = await countFound(await peopleFilterValidator.validate(asked))
    return view.render('pages/admin/bulk/create', { asked, counts })
  }

  async store({ i18n, request, response, session }: HttpContext) {
    const wish = await request.validateUsing(bulkActionFormValidator)
    const { kind, reason, until, format, sure, ...filter } = wish
    const { id } = await startBulkAction({ kind, filter, reason, until, format })
    session.flash('success', i18n.t('admin.flash.bulk_begun'))
    response.seeOther().toRoute('admin.bulk_actions.show', { id })
  }

  async destroy({ i18n, params, response, session }: HttpContext) {
    const action = await BulkAction.findOrRefuse(params.id)
    await action.stop()
    session.flash('success', i18n.t('admin.flash.bulk_stopped'))
    response.seeOther().toRoute('admin.bulk_actions.show', { id: params.id })
  }
}
