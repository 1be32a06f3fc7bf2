// The secrets: the operator's key, and those of the account at Stripe where there is one. The app reads them by reference, with its identity.
param suffix string
param location string
param tags object
param principalId string
@secure()
param operatorKey string
@secure()
param stripeSecretKey string
@secure()
param stripeWebhookSecret string
param isPrivate bool

var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${suffix}'
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'operator-key'
  properties: {
    value: operatorKey
  }
}

resource stripeKey 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(stripeSecretKey)) {
  parent: vault
  name: 'stripe-secret-key'
  properties: {
    value: stripeSecretKey
  }
}

resource stripeSigning 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(stripeWebhookSecret)) {
  parent: vault
  name: 'stripe-webhook-secret'
  properties: {
    value: stripeWebhookSecret
  }
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

output id string = vault.id
output operatorKeyReference string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${secret.name})'
output stripeSecretKeyReference string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=stripe-secret-key)'
output stripeWebhookSecretReference string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=stripe-webhook-secret)'
