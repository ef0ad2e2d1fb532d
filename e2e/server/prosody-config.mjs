import { LOOPBACK } from './ports.mjs'
import { lua } from './prosody-data.mjs'

/**
 * @typedef {{ http: number, component?: number, s2s?: number }} Ports
 * @typedef {{ name: string, passwordHash?: import('./prosody-data.mjs').PasswordHash, extra?: string }} Host
 * @typedef {{ name: string, module?: string, secret?: string, modules?: string[], extra?: string }} Component
 *   with `module` one of Prosody's own (a room service), with `secret` an external one (XEP-0114);
 *   `modules` are added to it
 * @typedef {{ port: number, peers: Record<string, number> }} Federation
 *   where this server listens for others, and where it finds which others: host → port on loopback
 */

/** What a modern public server offers and the app can use. */
export const DEFAULT_MODULES = [
  'roster',
  'saslauth',
  'disco',
  'websocket',
  'smacks',
  'carbons',
  'mam',
  'offline',
  'lastactivity',
  'csi_simple',
  'pep',
  'private',
  'bookmarks',
  'vcard4',
  'vcard_legacy',
  'blocklist',
  'ping',
  'version',
  'time',
]

/**
 * The text of a configuration that touches nothing of the system's: own folders, loopback, no TLS, no federation
 * except with servers of our own.
 * @param {object} settings
 * @param {Host[]} settings.hosts
 * @param {Component[]} settings.components
 * @param {Ports} settings.ports
 * @param {string[]} settings.modules
 * @param {string} settings.dataPath
 * @param {string} settings.logFile
 * @param {string} settings.pluginPath where our own modules are
 * @param {number} settings.hibernation seconds that a lost session waits for its client (XEP-0198)
 * @param {string} settings.extraConfig
 * @param {Federation} [settings.federation]
 */
export function prosodyConfig(settings) {
  const { hosts, components, ports, modules, dataPath, logFile, pluginPath, hibernation, extraConfig } =
    settings
  const { federation } = settings
  const global = {
    // Only root may be asked this question, and only root needs to answer it.
    run_as_root: true,
    data_path: dataPath,
    plugin_paths: [pluginPath],
    certificates: dataPath,
    admins: [],
    interfaces: [LOOPBACK],
    local_interfaces: [LOOPBACK],
    http_interfaces: [LOOPBACK],
    component_interfaces: [LOOPBACK],
    http_ports: [ports.http],
    component_ports: ports.component ? [ports.component] : [],
    ...Object.fromEntries(CLOSED_PORTS.map(option => [option, []])),
    http_default_host: hosts[0]?.name ?? '',
    consider_websocket_secure: true,
    c2s_require_encryption: false,
    allow_unencrypted_plain_auth: true,
    authentication: 'internal_hashed',
    storage: 'internal',
    modules_enabled: federation ? [...modules, 'dialback', 'loopback_peers'] : modules,
    modules_disabled: federation ? NEVER : [...NEVER, 's2s'],
    smacks_hibernation_time: hibernation,
    archive_expires_after: 'never',
    ...(federation && federated(federation)),
  }
  return [
    ...Object.entries(global).map(([key, value]) => `${key} = ${lua(value)}`),
    `log = { { levels = { min = "info" }, to = "file", filename = ${lua(logFile)}, timestamps = "%FT%T" } }`,
    extraConfig,
    ...hosts.flatMap(host => [
      `VirtualHost ${lua(host.name)}`,
      `password_hash = ${lua(host.passwordHash ?? 'SHA-256')}`,
      host.extra ?? '',
    ]),
    ...components.flatMap(component => [
      `Component ${lua(component.name)} ${component.module ? lua(component.module) : ''}`,
      component.modules ? `modules_enabled = ${lua(component.modules)}` : '',
      component.secret ? `component_secret = ${lua(component.secret)}` : '',
      component.extra ?? '',
    ]),
    '',
  ].join('\n')
}

const NEVER = ['s2s_auth_certs', 'tls', 'admin_socket', 'admin_shell', 'register_ibr']

/** Dialback (XEP-0220) is enough between two processes of ours: no certificates. @param {Federation} federation */
const federated = ({ port, peers }) => ({
  s2s_ports: [port],
  s2s_require_encryption: false,
  s2s_secure_auth: false,
  loopback_peers: peers,
})

const CLOSED_PORTS = [
  'c2s_ports',
  'c2s_direct_tls_ports',
  'legacy_ssl_ports',
  's2s_ports',
  's2s_direct_tls_ports',
  'https_ports',
]
