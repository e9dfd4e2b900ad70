import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'home': { paramsTuple?: []; params?: {} }
    'signed_out': { paramsTuple?: []; params?: {} }
    'well_known.security': { paramsTuple?: []; params?: {} }
    'well_known.password': { paramsTuple?: []; params?: {} }
    'registrations.create': { paramsTuple?: []; params?: {} }
    'registrations.store': { paramsTuple?: []; params?: {} }
    'sessions.create': { paramsTuple?: []; params?: {} }
    'sessions.store': { paramsTuple?: []; params?: {} }
    'welcome': { paramsTuple?: []; params?: {} }
    'sessions.destroy': { paramsTuple?: []; params?: {} }
    'account.show': { paramsTuple?: []; params?: {} }
    'security.show': { paramsTuple?: []; params?: {} }
    'notifications.edit': { paramsTuple?: []; params?: {} }
    'notifications.update': { paramsTuple?: []; params?: {} }
    'data.show': { paramsTuple?: []; params?: {} }
    'account.exports.store': { paramsTuple?: []; params?: {} }
    'account.destroy': { paramsTuple?: []; params?: {} }
    'username.update': { paramsTuple?: []; params?: {} }
    'preferences.update': { paramsTuple?: []; params?: {} }
    'picture.update': { paramsTuple?: []; params?: {} }
    'picture.destroy': { paramsTuple?: []; params?: {} }
    'email.update': { paramsTuple?: []; params?: {} }
    'pending_email.destroy': { paramsTuple?: []; params?: {} }
    'email_verifications.store': { paramsTuple?: []; params?: {} }
    'password.update': { paramsTuple?: []; params?: {} }
    'account.sign_ins': { paramsTuple?: []; params?: {} }
    'other_sign_ins.destroy': { paramsTuple?: []; params?: {} }
    'confirmations.create': { paramsTuple?: []; params?: {} }
    'confirmations.store': { paramsTuple?: []; params?: {} }
    'account.activity': { paramsTuple?: []; params?: {} }
    'denials.create': { paramsTuple?: []; params?: {} }
    'device.show': { paramsTuple?: []; params?: {} }
    'devices.update': { paramsTuple?: []; params?: {} }
    'devices.destroy': { paramsTuple?: []; params?: {} }
    'account.tokens': { paramsTuple?: []; params?: {} }
    'personal_tokens.store': { paramsTuple?: []; params?: {} }
    'personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'password_resets.store': { paramsTuple?: []; params?: {} }
    'email_verifications.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_verifications.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'email_verifications.destroy': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'password_resets.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'password_resets.destroy': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'handoffs.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'handoffs.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'ended_sign_ins.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'ended_sign_ins.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.users.store': { paramsTuple?: []; params?: {} }
    'api.tokens.store': { paramsTuple?: []; params?: {} }
    'api.token_refreshes.store': { paramsTuple?: []; params?: {} }
    'api.email_verifications.update': { paramsTuple?: []; params?: {} }
    'api.email_verifications.destroy': { paramsTuple?: []; params?: {} }
    'api.password_resets.store': { paramsTuple?: []; params?: {} }
    'api.password_resets.update': { paramsTuple?: []; params?: {} }
    'api.password_resets.destroy': { paramsTuple?: []; params?: {} }
    'api.me.show': { paramsTuple?: []; params?: {} }
    'api.events.index': { paramsTuple?: []; params?: {} }
    'api.data_exports.index': { paramsTuple?: []; params?: {} }
    'api.data_exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.event_stream.show': { paramsTuple?: []; params?: {} }
    'api.sign_ins.index': { paramsTuple?: []; params?: {} }
    'api.personal_tokens.index': { paramsTuple?: []; params?: {} }
    'api.me.update': { paramsTuple?: []; params?: {} }
    'api.me.destroy': { paramsTuple?: []; params?: {} }
    'api.password.update': { paramsTuple?: []; params?: {} }
    'api.picture.update': { paramsTuple?: []; params?: {} }
    'api.picture.destroy': { paramsTuple?: []; params?: {} }
    'api.data_exports.store': { paramsTuple?: []; params?: {} }
    'api.email_verifications.store': { paramsTuple?: []; params?: {} }
    'api.other_sign_ins.destroy': { paramsTuple?: []; params?: {} }
    'api.current_sign_in.destroy': { paramsTuple?: []; params?: {} }
    'api.confirmations.update': { paramsTuple?: []; params?: {} }
    'api.sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.personal_tokens.store': { paramsTuple?: []; params?: {} }
    'api.personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'file.exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'file.pictures.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.csrf_tokens.show': { paramsTuple?: []; params?: {} }
    'api.sessions.store': { paramsTuple?: []; params?: {} }
    'api.current_session.destroy': { paramsTuple?: []; params?: {} }
    'api.handoffs.store': { paramsTuple?: []; params?: {} }
    'api.device_authorizations.store': { paramsTuple?: []; params?: {} }
    'api.device_tokens.store': { paramsTuple?: []; params?: {} }
    'oauth.tokens.store': { paramsTuple?: []; params?: {} }
    'oauth.revocations.store': { paramsTuple?: []; params?: {} }
    'oauth.device_authorizations.store': { paramsTuple?: []; params?: {} }
    'oauth.metadata.show': { paramsTuple?: []; params?: {} }
    'oauth.introspections.store': { paramsTuple?: []; params?: {} }
    'api.files.index': { paramsTuple?: []; params?: {} }
    'api.files.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.bin.index': { paramsTuple?: []; params?: {} }
    'api.files.store': { paramsTuple?: []; params?: {} }
    'api.files.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.files.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.restorations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.bin.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'file.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'files.index': { paramsTuple?: []; params?: {} }
    'files.store': { paramsTuple?: []; params?: {} }
    'selections.store': { paramsTuple?: []; params?: {} }
    'files.selection': { paramsTuple?: []; params?: {} }
    'files.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'files.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'files.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'bin.index': { paramsTuple?: []; params?: {} }
    'binned_files.store': { paramsTuple?: []; params?: {} }
    'binned_files.update': { paramsTuple?: []; params?: {} }
    'binned_files.edit': { paramsTuple?: []; params?: {} }
    'binned_files.destroy': { paramsTuple?: []; params?: {} }
    'bin_selections.store': { paramsTuple?: []; params?: {} }
    'bin.selection': { paramsTuple?: []; params?: {} }
    'bin_selections.destroy': { paramsTuple?: []; params?: {} }
    'bin.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'bin.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'restorations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.file_shares.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.file_links.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.shares.index': { paramsTuple?: []; params?: {} }
    'api.links.index': { paramsTuple?: []; params?: {} }
    'api.shares.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.file_shares.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.shares.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.shares.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.file_links.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.links.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'own_shares.index': { paramsTuple?: []; params?: {} }
    'shared_files.index': { paramsTuple?: []; params?: {} }
    'files.shares': { paramsTuple?: []; params?: {} }
    'shares.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'file_shares.destroy': { paramsTuple?: []; params?: {} }
    'share_restorations.store': { paramsTuple?: []; params?: {} }
    'shares.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'shares.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'links.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'links.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'opened_links.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'opened_links.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.admin.overview.show': { paramsTuple?: []; params?: {} }
    'api.admin.mails.index': { paramsTuple?: []; params?: {} }
    'api.admin.users.index': { paramsTuple?: []; params?: {} }
    'api.admin.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.sign_ins.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.personal_tokens.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bulk_actions.index': { paramsTuple?: []; params?: {} }
    'api.admin.bulk_actions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.people_exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.person_events.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.events.index': { paramsTuple?: []; params?: {} }
    'api.admin.users.store': { paramsTuple?: []; params?: {} }
    'api.admin.users.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.restorations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.suspensions.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.suspensions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.all_sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.all_personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.password_resets.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.email_verifications.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.email_verifications.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.super_user.update': { paramsTuple?: []; params?: {} }
    'api.admin.mails.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bulk_actions.store': { paramsTuple?: []; params?: {} }
    'api.admin.bulk_actions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.overview.show': { paramsTuple?: []; params?: {} }
    'admin.people.index': { paramsTuple?: []; params?: {} }
    'admin.people.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.activity.index': { paramsTuple?: []; params?: {} }
    'admin.invitations.create': { paramsTuple?: []; params?: {} }
    'admin.super_user.edit': { paramsTuple?: []; params?: {} }
    'admin.bulk_actions.index': { paramsTuple?: []; params?: {} }
    'admin.bulk_actions.create': { paramsTuple?: []; params?: {} }
    'admin.bulk_actions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.people_exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.invitations.store': { paramsTuple?: []; params?: {} }
    'admin.people.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.restorations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.suspensions.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.suspensions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.all_sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.all_personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.password_resets.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.email_verifications.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.email_verifications.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.limits.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.mails.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.bulk_actions.store': { paramsTuple?: []; params?: {} }
    'admin.bulk_actions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.super_user.update': { paramsTuple?: []; params?: {} }
    'api.admin.webhooks.index': { paramsTuple?: []; params?: {} }
    'api.admin.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhook_deliveries.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhooks.store': { paramsTuple?: []; params?: {} }
    'api.admin.webhooks.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhooks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhook_secrets.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhook_tests.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhook_deliveries.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhooks.index': { paramsTuple?: []; params?: {} }
    'admin.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhooks.store': { paramsTuple?: []; params?: {} }
    'admin.webhooks.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhooks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhook_secrets.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhook_tests.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhook_deliveries.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'health.health.live': { paramsTuple?: []; params?: {} }
    'health.health.ready': { paramsTuple?: []; params?: {} }
    'openapi': { paramsTuple?: []; params?: {} }
    'docs.api': { paramsTuple?: []; params?: {} }
    'docs.guides.index': { paramsTuple?: []; params?: {} }
    'docs.guides.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'docs.endpoints.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'dev.dev_mails.index': { paramsTuple?: []; params?: {} }
    'dev.dev_mails.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'dev.dev_mails.html': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'dev.dev_components.index': { paramsTuple?: []; params?: {} }
    'dev.dev_component_mails.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
  }
  GET: {
    'home': { paramsTuple?: []; params?: {} }
    'signed_out': { paramsTuple?: []; params?: {} }
    'well_known.security': { paramsTuple?: []; params?: {} }
    'well_known.password': { paramsTuple?: []; params?: {} }
    'registrations.create': { paramsTuple?: []; params?: {} }
    'sessions.create': { paramsTuple?: []; params?: {} }
    'welcome': { paramsTuple?: []; params?: {} }
    'account.show': { paramsTuple?: []; params?: {} }
    'security.show': { paramsTuple?: []; params?: {} }
    'notifications.edit': { paramsTuple?: []; params?: {} }
    'data.show': { paramsTuple?: []; params?: {} }
    'account.sign_ins': { paramsTuple?: []; params?: {} }
    'confirmations.create': { paramsTuple?: []; params?: {} }
    'account.activity': { paramsTuple?: []; params?: {} }
    'denials.create': { paramsTuple?: []; params?: {} }
    'device.show': { paramsTuple?: []; params?: {} }
    'account.tokens': { paramsTuple?: []; params?: {} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'email_verifications.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'handoffs.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'ended_sign_ins.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.me.show': { paramsTuple?: []; params?: {} }
    'api.events.index': { paramsTuple?: []; params?: {} }
    'api.data_exports.index': { paramsTuple?: []; params?: {} }
    'api.data_exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.event_stream.show': { paramsTuple?: []; params?: {} }
    'api.sign_ins.index': { paramsTuple?: []; params?: {} }
    'api.personal_tokens.index': { paramsTuple?: []; params?: {} }
    'file.exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'file.pictures.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.csrf_tokens.show': { paramsTuple?: []; params?: {} }
    'oauth.metadata.show': { paramsTuple?: []; params?: {} }
    'api.files.index': { paramsTuple?: []; params?: {} }
    'api.files.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.bin.index': { paramsTuple?: []; params?: {} }
    'file.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'files.index': { paramsTuple?: []; params?: {} }
    'files.selection': { paramsTuple?: []; params?: {} }
    'files.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'bin.index': { paramsTuple?: []; params?: {} }
    'binned_files.edit': { paramsTuple?: []; params?: {} }
    'bin.selection': { paramsTuple?: []; params?: {} }
    'bin.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.file_shares.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.file_links.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.shares.index': { paramsTuple?: []; params?: {} }
    'api.links.index': { paramsTuple?: []; params?: {} }
    'api.shares.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'own_shares.index': { paramsTuple?: []; params?: {} }
    'shared_files.index': { paramsTuple?: []; params?: {} }
    'opened_links.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.admin.overview.show': { paramsTuple?: []; params?: {} }
    'api.admin.mails.index': { paramsTuple?: []; params?: {} }
    'api.admin.users.index': { paramsTuple?: []; params?: {} }
    'api.admin.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.sign_ins.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.personal_tokens.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bulk_actions.index': { paramsTuple?: []; params?: {} }
    'api.admin.bulk_actions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.people_exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.person_events.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.events.index': { paramsTuple?: []; params?: {} }
    'admin.overview.show': { paramsTuple?: []; params?: {} }
    'admin.people.index': { paramsTuple?: []; params?: {} }
    'admin.people.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.activity.index': { paramsTuple?: []; params?: {} }
    'admin.invitations.create': { paramsTuple?: []; params?: {} }
    'admin.super_user.edit': { paramsTuple?: []; params?: {} }
    'admin.bulk_actions.index': { paramsTuple?: []; params?: {} }
    'admin.bulk_actions.create': { paramsTuple?: []; params?: {} }
    'admin.bulk_actions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.people_exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhooks.index': { paramsTuple?: []; params?: {} }
    'api.admin.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhook_deliveries.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhooks.index': { paramsTuple?: []; params?: {} }
    'admin.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'health.health.live': { paramsTuple?: []; params?: {} }
    'health.health.ready': { paramsTuple?: []; params?: {} }
    'openapi': { paramsTuple?: []; params?: {} }
    'docs.api': { paramsTuple?: []; params?: {} }
    'docs.guides.index': { paramsTuple?: []; params?: {} }
    'docs.guides.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'docs.endpoints.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'dev.dev_mails.index': { paramsTuple?: []; params?: {} }
    'dev.dev_mails.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'dev.dev_mails.html': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'dev.dev_components.index': { paramsTuple?: []; params?: {} }
    'dev.dev_component_mails.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
  }
  HEAD: {
    'home': { paramsTuple?: []; params?: {} }
    'signed_out': { paramsTuple?: []; params?: {} }
    'well_known.security': { paramsTuple?: []; params?: {} }
    'well_known.password': { paramsTuple?: []; params?: {} }
    'registrations.create': { paramsTuple?: []; params?: {} }
    'sessions.create': { paramsTuple?: []; params?: {} }
    'welcome': { paramsTuple?: []; params?: {} }
    'account.show': { paramsTuple?: []; params?: {} }
    'security.show': { paramsTuple?: []; params?: {} }
    'notifications.edit': { paramsTuple?: []; params?: {} }
    'data.show': { paramsTuple?: []; params?: {} }
    'account.sign_ins': { paramsTuple?: []; params?: {} }
    'confirmations.create': { paramsTuple?: []; params?: {} }
    'account.activity': { paramsTuple?: []; params?: {} }
    'denials.create': { paramsTuple?: []; params?: {} }
    'device.show': { paramsTuple?: []; params?: {} }
    'account.tokens': { paramsTuple?: []; params?: {} }
    'password_resets.create': { paramsTuple?: []; params?: {} }
    'email_verifications.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'password_resets.edit': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'handoffs.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'ended_sign_ins.create': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.me.show': { paramsTuple?: []; params?: {} }
    'api.events.index': { paramsTuple?: []; params?: {} }
    'api.data_exports.index': { paramsTuple?: []; params?: {} }
    'api.data_exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.event_stream.show': { paramsTuple?: []; params?: {} }
    'api.sign_ins.index': { paramsTuple?: []; params?: {} }
    'api.personal_tokens.index': { paramsTuple?: []; params?: {} }
    'file.exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'file.pictures.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.csrf_tokens.show': { paramsTuple?: []; params?: {} }
    'oauth.metadata.show': { paramsTuple?: []; params?: {} }
    'api.files.index': { paramsTuple?: []; params?: {} }
    'api.files.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.bin.index': { paramsTuple?: []; params?: {} }
    'file.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'files.index': { paramsTuple?: []; params?: {} }
    'files.selection': { paramsTuple?: []; params?: {} }
    'files.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'bin.index': { paramsTuple?: []; params?: {} }
    'binned_files.edit': { paramsTuple?: []; params?: {} }
    'bin.selection': { paramsTuple?: []; params?: {} }
    'bin.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.file_shares.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.file_links.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.shares.index': { paramsTuple?: []; params?: {} }
    'api.links.index': { paramsTuple?: []; params?: {} }
    'api.shares.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'own_shares.index': { paramsTuple?: []; params?: {} }
    'shared_files.index': { paramsTuple?: []; params?: {} }
    'opened_links.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.admin.overview.show': { paramsTuple?: []; params?: {} }
    'api.admin.mails.index': { paramsTuple?: []; params?: {} }
    'api.admin.users.index': { paramsTuple?: []; params?: {} }
    'api.admin.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.sign_ins.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.personal_tokens.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bulk_actions.index': { paramsTuple?: []; params?: {} }
    'api.admin.bulk_actions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.people_exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.person_events.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.events.index': { paramsTuple?: []; params?: {} }
    'admin.overview.show': { paramsTuple?: []; params?: {} }
    'admin.people.index': { paramsTuple?: []; params?: {} }
    'admin.people.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.activity.index': { paramsTuple?: []; params?: {} }
    'admin.invitations.create': { paramsTuple?: []; params?: {} }
    'admin.super_user.edit': { paramsTuple?: []; params?: {} }
    'admin.bulk_actions.index': { paramsTuple?: []; params?: {} }
    'admin.bulk_actions.create': { paramsTuple?: []; params?: {} }
    'admin.bulk_actions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.people_exports.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhooks.index': { paramsTuple?: []; params?: {} }
    'api.admin.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhook_deliveries.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhooks.index': { paramsTuple?: []; params?: {} }
    'admin.webhooks.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'health.health.live': { paramsTuple?: []; params?: {} }
    'health.health.ready': { paramsTuple?: []; params?: {} }
    'openapi': { paramsTuple?: []; params?: {} }
    'docs.api': { paramsTuple?: []; params?: {} }
    'docs.guides.index': { paramsTuple?: []; params?: {} }
    'docs.guides.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
    'docs.endpoints.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'dev.dev_mails.index': { paramsTuple?: []; params?: {} }
    'dev.dev_mails.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'dev.dev_mails.html': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'dev.dev_components.index': { paramsTuple?: []; params?: {} }
    'dev.dev_component_mails.show': { paramsTuple: [ParamValue]; params: {'name': ParamValue} }
  }
  POST: {
    'registrations.store': { paramsTuple?: []; params?: {} }
    'sessions.store': { paramsTuple?: []; params?: {} }
    'sessions.destroy': { paramsTuple?: []; params?: {} }
    'account.exports.store': { paramsTuple?: []; params?: {} }
    'email_verifications.store': { paramsTuple?: []; params?: {} }
    'password.update': { paramsTuple?: []; params?: {} }
    'confirmations.store': { paramsTuple?: []; params?: {} }
    'personal_tokens.store': { paramsTuple?: []; params?: {} }
    'password_resets.store': { paramsTuple?: []; params?: {} }
    'email_verifications.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'password_resets.update': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'handoffs.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'ended_sign_ins.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.users.store': { paramsTuple?: []; params?: {} }
    'api.tokens.store': { paramsTuple?: []; params?: {} }
    'api.token_refreshes.store': { paramsTuple?: []; params?: {} }
    'api.password_resets.store': { paramsTuple?: []; params?: {} }
    'api.data_exports.store': { paramsTuple?: []; params?: {} }
    'api.email_verifications.store': { paramsTuple?: []; params?: {} }
    'api.personal_tokens.store': { paramsTuple?: []; params?: {} }
    'api.sessions.store': { paramsTuple?: []; params?: {} }
    'api.handoffs.store': { paramsTuple?: []; params?: {} }
    'api.device_authorizations.store': { paramsTuple?: []; params?: {} }
    'api.device_tokens.store': { paramsTuple?: []; params?: {} }
    'oauth.tokens.store': { paramsTuple?: []; params?: {} }
    'oauth.revocations.store': { paramsTuple?: []; params?: {} }
    'oauth.device_authorizations.store': { paramsTuple?: []; params?: {} }
    'oauth.introspections.store': { paramsTuple?: []; params?: {} }
    'api.files.store': { paramsTuple?: []; params?: {} }
    'api.restorations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'files.store': { paramsTuple?: []; params?: {} }
    'selections.store': { paramsTuple?: []; params?: {} }
    'binned_files.store': { paramsTuple?: []; params?: {} }
    'binned_files.update': { paramsTuple?: []; params?: {} }
    'bin_selections.store': { paramsTuple?: []; params?: {} }
    'restorations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.file_shares.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.file_links.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'files.shares': { paramsTuple?: []; params?: {} }
    'shares.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'share_restorations.store': { paramsTuple?: []; params?: {} }
    'links.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'opened_links.store': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.admin.users.store': { paramsTuple?: []; params?: {} }
    'api.admin.restorations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.password_resets.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.email_verifications.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bulk_actions.store': { paramsTuple?: []; params?: {} }
    'admin.invitations.store': { paramsTuple?: []; params?: {} }
    'admin.restorations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.password_resets.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.email_verifications.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.bulk_actions.store': { paramsTuple?: []; params?: {} }
    'api.admin.webhooks.store': { paramsTuple?: []; params?: {} }
    'api.admin.webhook_secrets.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhook_tests.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhooks.store': { paramsTuple?: []; params?: {} }
    'admin.webhook_secrets.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhook_tests.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  PUT: {
    'notifications.update': { paramsTuple?: []; params?: {} }
    'username.update': { paramsTuple?: []; params?: {} }
    'preferences.update': { paramsTuple?: []; params?: {} }
    'picture.update': { paramsTuple?: []; params?: {} }
    'email.update': { paramsTuple?: []; params?: {} }
    'devices.update': { paramsTuple?: []; params?: {} }
    'api.email_verifications.update': { paramsTuple?: []; params?: {} }
    'api.password_resets.update': { paramsTuple?: []; params?: {} }
    'api.password.update': { paramsTuple?: []; params?: {} }
    'api.picture.update': { paramsTuple?: []; params?: {} }
    'api.confirmations.update': { paramsTuple?: []; params?: {} }
    'api.admin.suspensions.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.email_verifications.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.super_user.update': { paramsTuple?: []; params?: {} }
    'api.admin.mails.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.suspensions.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.email_verifications.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.limits.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.mails.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.super_user.update': { paramsTuple?: []; params?: {} }
    'api.admin.webhook_deliveries.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhooks.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhook_deliveries.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  DELETE: {
    'account.destroy': { paramsTuple?: []; params?: {} }
    'picture.destroy': { paramsTuple?: []; params?: {} }
    'pending_email.destroy': { paramsTuple?: []; params?: {} }
    'other_sign_ins.destroy': { paramsTuple?: []; params?: {} }
    'devices.destroy': { paramsTuple?: []; params?: {} }
    'personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'email_verifications.destroy': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'password_resets.destroy': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'api.email_verifications.destroy': { paramsTuple?: []; params?: {} }
    'api.password_resets.destroy': { paramsTuple?: []; params?: {} }
    'api.me.destroy': { paramsTuple?: []; params?: {} }
    'api.picture.destroy': { paramsTuple?: []; params?: {} }
    'api.other_sign_ins.destroy': { paramsTuple?: []; params?: {} }
    'api.current_sign_in.destroy': { paramsTuple?: []; params?: {} }
    'api.sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.current_session.destroy': { paramsTuple?: []; params?: {} }
    'api.files.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.bin.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'files.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'binned_files.destroy': { paramsTuple?: []; params?: {} }
    'bin_selections.destroy': { paramsTuple?: []; params?: {} }
    'bin.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.shares.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.links.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'file_shares.destroy': { paramsTuple?: []; params?: {} }
    'shares.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'links.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.suspensions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.all_sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.all_personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bulk_actions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.people.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.suspensions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.all_sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.all_personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.bulk_actions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.sign_ins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.personal_tokens.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhooks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'admin.webhooks.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  PATCH: {
    'api.me.update': { paramsTuple?: []; params?: {} }
    'api.files.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'files.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.shares.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'shares.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.users.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.webhooks.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}