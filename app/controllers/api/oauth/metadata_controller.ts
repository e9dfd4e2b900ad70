import { SCOPE_NAMES } from '#access/scopes'
import { appUrl } from '#config/service/address'
import { GRANT_TYPES } from '#oauth/grants'

/** Discovery for OAuth libraries (RFC 8414). */
const METADATA = {
  issuer: appUrl,
  token_endpoint: `${appUrl}/oauth/token`,
  device_authorization_endpoint: `${appUrl}/oauth/device_authorization`,
  revocation_endpoint: `${appUrl}/oauth/revoke`,
  introspection_endpoint: `${appUrl}/oauth/introspect`,
  grant_types_supported: GRANT_TYPES,
  // There is no authorization endpoint: nobody comes here from another site to sign in.
  response_types_supported: [],
  token_endpoint_auth_methods_supported: ['none'],
  revocation_endpoint_auth_methods_supported: ['none'],
  introspection_endpoint_auth_methods_supported: ['Bearer'],
  scopes_supported: SCOPE_NAMES,
}

export default class MetadataController {
  show() {
    return METADATA
  }
}
