/** Every way a promise between the host, an adapter and the library can break, as a closed list; spelled as in docs/errors.md. */
export const journeyErrorCodes = [
  // what came in at the door
  'InvalidJson', 'DuplicateKey', 'InvalidEncoding', 'UnsupportedMediaType', 'TooLarge', 'TooDeep', 'ForbiddenKey', 'NotWellFormed', 'ForbiddenCharacter',
  'NotFinite', 'UnsafeInteger', 'NotSerializable', 'InvalidInput', 'InvalidEventId', 'InvalidEventType', 'ReservedEventType', 'InvalidPayload',
  'InvalidTime', 'InvalidTimeZone', 'InvalidDelay', 'InvalidTenant', 'TenantRequired', 'InvalidIdentity', 'EventIdConflict', 'UnknownEvent', 'Busy',
  // who and what is meant
  'AmbiguousCustomer', 'UnknownCustomer', 'UnknownJourney', 'JourneyClosed', 'Erased',
  // a definition or the wiring of the host
  'InvalidDefinition', 'DefinitionFault', 'StepLimit', 'InvalidOptions', 'WebhookSecretInvalid', 'RawBodyRequired',
  // adapters
  'ActivityFailed', 'ChannelFailed', 'CrmFailed', 'HandoffFailed', 'DeskTaken', 'Timeout',
  // storage
  'UnsafeDurability', 'StoreLocked', 'StoreTooNew', 'StoreForeign', 'StoreUnavailable', 'StorageContractViolation', 'LeaseLost', 'Closed',
] as const;

/** What went wrong, for a program to branch on. */
export type JourneyErrorCode = (typeof journeyErrorCodes)[number];
