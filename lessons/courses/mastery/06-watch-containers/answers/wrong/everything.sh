# title: all that inspect says, in place of one fact
# from: report
# fails: address pid
# says: nothing else
docker container inspect web > address.txt
docker container inspect web > pid.txt
docker container logs db 2>&1 | sed -n 's/.*GENERATED ROOT PASSWORD: //p' > password.txt
