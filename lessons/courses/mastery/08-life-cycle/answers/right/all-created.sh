# title: all made first, then brought into their states
# from: still-life
for name in egg cake tea toast coal ghost; do docker create --name $name alpine sleep 300; done
docker start cake tea coal ghost
docker rm toast; docker create --name toast alpine; docker start -a toast
docker pause tea; docker stop -t 0 coal ghost; docker rm ghost
