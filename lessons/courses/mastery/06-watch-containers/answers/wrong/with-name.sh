# title: the name stands beside the address
# from: report
# fails: address
# says: and nothing else
docker container inspect --format '{{.Name}} {{.NetworkSettings.IPAddress}}' web > address.txt
docker container inspect --format '{{.State.Pid}}' web > pid.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
