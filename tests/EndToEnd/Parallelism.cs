// Processes, kills and loads beside each other would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
