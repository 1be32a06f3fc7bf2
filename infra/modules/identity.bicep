// Who the apps are, and who writes the archive of the event log.
param suffix string
param location string
param tags object

resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-tallystick-${suffix}'
  location: location
  tags: tags
}

resource capture 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-tallystick-capture-${suffix}'
  location: location
  tags: tags
}

output id string = app.id
output clientId string = app.properties.clientId
output principalId string = app.properties.principalId
output captureId string = capture.id
output capturePrincipalId string = capture.properties.principalId
