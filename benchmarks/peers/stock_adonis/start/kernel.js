import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

const hasApi = process.env.KIT !== 'hypermedia'

server.use([
  () => import('../middleware/container_bindings.js'),
  () => import('@adonisjs/static/static_middleware'),
  ...(hasApi ? [() => import('@adonisjs/cors/cors_middleware')] : []),
])

router.use([
  () => import('@adonisjs/core/bodyparser_middleware'),
  () => import('@adonisjs/session/session_middleware'),
  () => import('@adonisjs/shield/shield_middleware'),
  () => import('@adonisjs/auth/initialize_auth_middleware'),
  () => import('../middleware/silent_auth.js'),
])
