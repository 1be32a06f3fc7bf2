// One page of how the pipeline is doing.
param location string
param tags object
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspaceId, 'tallystick-workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Tallystick'
    category: 'workbook'
    version: '1.0'
    sourceId: workspaceId
    serializedData: loadTextContent('workbook.json')
  }
}
