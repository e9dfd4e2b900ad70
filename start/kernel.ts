import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'
import '#auth/request_caller'
import '#files/request_file'
import '#http/form_method'
import '#http/see_other'
import '#sharing/request_link'
import '#sharing/request_share'
import { inOne } from '#overrides/in_one'

server.errorHandler(() => import('#exceptions/handler'))

if (app.inDev) server.use([() => import('#middleware/request_log_middleware')])

/** For every request, also those that no route answers. The credential is decided before anything else. */
export const forEveryRequest = inOne(
  () => import('#middleware/response_headers_middleware'),
  () => import('#middleware/cors_middleware'),
  () => import('#middleware/credential_middleware'),
  () => import('#middleware/assets_middleware'),
  () => import('#middleware/held_back_cookie_middleware'),
  () => import('#middleware/container_bindings_middleware')
)
server.use(forEveryRequest)

/** For every request that has a route. */
export const forEveryRoute = inOne(
  () => import('#middleware/secret_address_middleware'),
  () => import('#middleware/identify_middleware'),
  () => import('#middleware/limit_middleware'),
  () => import('#middleware/body_middleware'),
  () => import('#middleware/sent_form_middleware'),
  () => import('#middleware/initialize_auth_middleware'),
  () => import('#middleware/initialize_bouncer_middleware'),
  () => import('#middleware/session_middleware'),
  () => import('#middleware/page_limit_middleware'),
  () => import('#middleware/csrf_middleware'),
  () => import('#middleware/claim_form_middleware')
)
router.use(forEveryRoute)

/** What a route says about who may call it: each must name one of the first three. */
export const middleware = router.named({
  auth: () => import('#middleware/auth_middleware'),
  guest: () => import('#middleware/guest_middleware'),
  anyone: () => import('#middleware/anyone_middleware'),
  confirmed: () => import('#middleware/confirmed_middleware'),
  upload: () => import('#middleware/upload_middleware'),
})
