import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'
import '#access/request_bouncer'
import '#auth/request_caller'
import '#files/request_file'
import '#http/bodies/form_method'
import '#http/redirects/see_other'
import '#http/versions'
import '#languages/request_language'
import '#people/request_person'
import '#sharing/links/request_link'
import '#sharing/request_share'
import { inOne } from '#overrides/in_one'
import { runServerPlainly } from '#overrides/plain_routes'

const errorHandler = () => import('#exceptions/handler')
server.errorHandler(errorHandler)

if (app.inDev) server.use([() => import('#middleware/server/request_log_middleware')])

/** For every request, including those without a route. The credential is decided before anything else. */
export const forEveryRequest = inOne(errorHandler, [
  () => import('#middleware/server/response_headers_middleware'),
  () => import('#middleware/server/cors_middleware'),
  () => import('#middleware/server/credential_middleware'),
  () => import('#middleware/server/assets_middleware'),
  () => import('#middleware/server/held_back_cookie_middleware'),
  () => import('#middleware/server/container_bindings_middleware'),
])
server.use(forEveryRequest)
runServerPlainly(server)

/** For every request that has a route. */
export const forEveryRoute = inOne(errorHandler, [
  () => import('#middleware/router/secret_address_middleware'),
  () => import('#middleware/router/identify_middleware'),
  () => import('#middleware/router/limit_middleware'),
  () => import('#middleware/router/body_middleware'),
  () => import('#middleware/router/sent_form_middleware'),
  () => import('#middleware/router/asker_middleware'),
  () => import('#middleware/router/caller_in_view_middleware'),
  () => import('#middleware/router/session_middleware'),
  () => import('#middleware/router/super_user_middleware'),
  () => import('#middleware/router/language_middleware'),
  () => import('#middleware/router/page_limit_middleware'),
  () => import('#middleware/router/csrf_middleware'),
  () => import('#middleware/router/claim_form_middleware'),
])
router.use(forEveryRoute)

/** What a route declares about who may call it: each must name one of the first three. */
export const middleware = router.named({
  auth: () => import('#middleware/named/auth_middleware'),
  guest: () => import('#middleware/named/guest_middleware'),
  anyone: () => import('#middleware/named/anyone_middleware'),
  confirmed: () => import('#middleware/named/confirmed_middleware'),
  deprecated: () => import('#middleware/named/deprecated_middleware'),
  linkPage: () => import('#middleware/named/link_page_middleware'),
  shownOnce: () => import('#middleware/named/shown_once_middleware'),
  upload: () => import('#middleware/named/upload_middleware'),
})
