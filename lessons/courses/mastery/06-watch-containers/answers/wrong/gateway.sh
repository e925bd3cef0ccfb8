# title: the address of the machine in that network, not of web
# from: report
# fails: address
# says: the present address of web
docker container inspect --format '{{.NetworkSettings.Gateway}}' web > address.txt
docker container inspect --format '{{.State.Pid}}' web > pid.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
