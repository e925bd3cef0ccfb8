# title: the whole line of the log
# from: report
# fails: password
# says: nothing else
docker container inspect --format '{{.NetworkSettings.IPAddress}}' web > address.txt
docker container inspect --format '{{.State.Pid}}' web > pid.txt
docker logs db 2>&1 | grep GENERATED > password.txt
