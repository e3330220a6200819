-- Health of a ConnectivityPolicy in Argo CD. It is what kstatus says, in Argo CD's words: Progressing heals by itself, Degraded does not.
-- What outside systems do is in neither, unless the policy's readyWhen says so.
local status = obj.status or {}
if status.observedGeneration ~= obj.metadata.generation then
  return {status = "Progressing", message = "The operator has not read this generation of the policy yet."}
end
if obj.spec.suspended then
  return {status = "Suspended", message = "Neither probes nor patches: spec.suspended is true."}
end

local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end
local function holds(name)
  return conditions[name] ~= nil and conditions[name].status == "True"
end
local function tell(name)
  return conditions[name].reason .. ": " .. conditions[name].message
end

if holds("Reconciling") then
  return {status = "Progressing", message = tell("Reconciling")}
end
if holds("Stalled") then
  return {status = "Degraded", message = tell("Stalled")}
end
if conditions.Ready == nil then
  return {status = "Progressing", message = "The operator has not said yet whether the policy is ready."}
end
if not holds("Ready") then
  return {status = "Progressing", message = tell("Ready")}
end
if holds("Degraded") then
  return {status = "Healthy", message = tell("Degraded")}
end
return {status = "Healthy", message = tell("Ready")}
