# title: toast was asked to end, coal did not listen
# from: still-life
for name in ghost toast cake tea; do docker run -d --name $name nginx; done
docker run -d --name coal ubuntu sleep 1000
docker create --name egg alpine
docker pause tea
docker stop toast coal
docker rm -f ghost
